output "alarm_arns" {
  description = "ARNs of the alarms that people should see, by name: the burn rates and the silence."
  value = merge(
    { for name, alarm in aws_cloudwatch_composite_alarm.burn : name => alarm.arn },
    { (aws_cloudwatch_metric_alarm.silent.alarm_name) = aws_cloudwatch_metric_alarm.silent.arn },
  )
}

output "thresholds" {
  description = "The share of requests at which each half of a burn-rate alarm goes off, by name."
  value       = { for name, alarm in aws_cloudwatch_metric_alarm.half : name => alarm.threshold }
}
