output "arn" {
  description = "ARN of the policy; null when it was not made."
  value       = one(aws_iam_policy.this[*].arn)
}

output "document" {
  description = "The policy document, as JSON."
  value       = local.document
}
