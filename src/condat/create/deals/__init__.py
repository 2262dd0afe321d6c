"""What is agreed: letters, what is given to whom, what the law then asks, the contract."""
