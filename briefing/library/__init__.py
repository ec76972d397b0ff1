"""What is kept on disk: reference data, records, decisions and source texts."""
