"""What others published because of ours: marked by hand, judged, integrated, licensed."""
