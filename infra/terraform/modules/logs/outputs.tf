output "arns" {
  description = "ARNs of the log groups, by name."
  value       = { for name, group in aws_cloudwatch_log_group.this : name => group.arn }
}

output "names" {
  description = "Names of the log groups, sorted."
  value       = sort(keys(aws_cloudwatch_log_group.this))
}
