"""Getting assessments from the regulator's site: the one room that touches the network."""
