"""What is offered while sorting: vectors, stems, likeness, classifying, reasons. Pure."""
