"""What the merchant wants: catalogue, rewriting, classification, slots, dates."""
