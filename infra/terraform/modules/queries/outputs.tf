output "ids" {
  description = "Ids of the saved queries, by name."
  value       = { for name, query in aws_cloudwatch_query_definition.this : name => query.query_definition_id }
}
