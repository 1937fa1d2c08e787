output "metric_alarm_arns" {
  description = "ARNs of the alarms on metrics, by name."
  value       = { for name, alarm in aws_cloudwatch_metric_alarm.this : name => alarm.arn }
}

output "composite_alarm_arns" {
  description = "ARNs of the alarms on other alarms, by name."
  value       = { for name, alarm in aws_cloudwatch_composite_alarm.this : name => alarm.arn }
}

output "shown_names" {
  description = "Names of the alarms that people should see, sorted: composite ones, and those on metrics that are no part of one."
  value = sort(concat(
    keys(aws_cloudwatch_composite_alarm.this),
    [for name in keys(aws_cloudwatch_metric_alarm.this) : name if !contains(local.parts, name)],
  ))
}
