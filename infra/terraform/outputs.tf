output "dashboard_arns" {
  description = "ARNs of the dashboards, by name; empty where nothing was rendered."
  value       = try(module.dashboards[0].arns, {})
}

output "alarm_names" {
  description = "Names of the alarms that people should see, sorted."
  value = sort(concat(
    keys(try(module.slo[0].alarm_arns, {})),
    try(module.alarms[0].shown_names, []),
  ))
}

output "log_group" {
  description = "The log group of the service."
  value       = local.log_group
}

output "policy_arn" {
  description = "ARN of the policy that the service's role needs; null where none was made."
  value       = try(module.policy[0].arn, null)
}
