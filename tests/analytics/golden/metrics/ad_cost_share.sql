WITH ads_now AS (
  SELECT SUM(ads.spend_fen) / 100.0 AS ad_spend
  FROM fact_ads AS ads
  WHERE ads.merchant = :merchant AND ads.day BETWEEN :start AND :end),
orders_now AS (
  SELECT SUM(orders.amount_fen) / 100.0 AS gmv
  FROM fact_orders AS orders
  WHERE orders.merchant = :merchant AND orders.paid_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(ads_now.ad_spend, 0) * 1.0 / NULLIF(COALESCE(orders_now.gmv, 0), 0) AS ad_cost_share
  FROM ads_now
  CROSS JOIN orders_now)
SELECT answer.ad_cost_share
FROM answer
