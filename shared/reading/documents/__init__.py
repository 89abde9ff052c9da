"""Read documents of one release: web pages, Markdown, mails, Word and PDF documents."""
