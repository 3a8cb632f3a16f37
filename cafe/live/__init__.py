"""The live connection: what each audience may see, snapshots, events, who listens."""
