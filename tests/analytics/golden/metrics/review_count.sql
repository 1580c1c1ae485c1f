WITH reviews_now AS (
  SELECT COUNT(*) AS review_count
  FROM fact_reviews AS reviews
  WHERE reviews.merchant = :merchant AND reviews.reviewed_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(reviews_now.review_count, 0) AS review_count
  FROM reviews_now)
SELECT answer.review_count
FROM answer
