"""What is offered while sorting: vectors, stems, likeness, classifying, reasons. Pure.

In this order: `stems` folds words, `vocabulary` learns what the notes' own words make plain,
`vectors` makes a note comparable, `likeness` ranks pairs, `reasons` says why; `likeliest` with
`classifying` learns headings. The lists that no rule gives are in `wordlists`.
"""
