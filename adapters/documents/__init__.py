"""Reading what merchants upload: PDF, Word, Excel, CSV, Markdown and plain text, in a process of its own."""
