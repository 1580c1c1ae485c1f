WITH actions_now AS (
  SELECT COUNT(*) AS shop_actions
  FROM fact_shop_actions AS actions
  WHERE actions.merchant = :merchant AND actions.acted_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(actions_now.shop_actions, 0) AS shop_actions
  FROM actions_now)
SELECT answer.shop_actions
FROM answer
