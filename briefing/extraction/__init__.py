"""Reading an assessment: from a source document to a record of sections, findings and figures."""
