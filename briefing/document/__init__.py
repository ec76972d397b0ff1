"""The document: a comparison and its charts as accessible HTML, and the list of everything printed."""
