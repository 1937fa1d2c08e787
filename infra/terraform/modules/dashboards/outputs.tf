output "arns" {
  description = "ARNs of the dashboards, by name."
  value       = { for name, dashboard in aws_cloudwatch_dashboard.this : name => dashboard.dashboard_arn }
}

output "bodies" {
  description = "Bodies as they were deployed, by name."
  value       = { for name, dashboard in aws_cloudwatch_dashboard.this : name => dashboard.dashboard_body }
}
