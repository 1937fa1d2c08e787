# A service without .NET on the machine that deploys it: alarms of the objective, a log group, sampling.
module "storefront" {
  source = "../.."

  service     = "storefront"
  environment = "Production"
}

output "alarms" {
  description = "Names of the alarms."
  value       = module.storefront.alarm_names
}
