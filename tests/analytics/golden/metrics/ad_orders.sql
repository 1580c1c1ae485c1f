WITH ads_now AS (
  SELECT SUM(ads.orders) AS ad_orders
  FROM fact_ads AS ads
  WHERE ads.merchant = :merchant AND ads.day BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(ads_now.ad_orders, 0) AS ad_orders
  FROM ads_now)
SELECT answer.ad_orders
FROM answer
