resource "aws_cloudwatch_query_definition" "this" {
  for_each = { for query in var.queries : query.name => query }

  name            = var.folder == "" ? each.key : "${var.folder}/${each.key}"
  query_string    = each.value.query
  log_group_names = length(each.value.logGroups) > 0 ? each.value.logGroups : var.log_groups
}
