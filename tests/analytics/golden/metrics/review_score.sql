WITH reviews_now AS (
  SELECT AVG(reviews.score * 1.0) AS review_score
  FROM fact_reviews AS reviews
  WHERE reviews.merchant = :merchant AND reviews.reviewed_on BETWEEN :start AND :end),
answer AS (
  SELECT reviews_now.review_score AS review_score
  FROM reviews_now)
SELECT answer.review_score
FROM answer
