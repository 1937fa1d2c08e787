resource "aws_cloudwatch_log_group" "this" {
  for_each = var.groups

  name              = each.key
  retention_in_days = each.value.retention_in_days
  kms_key_id        = each.value.kms_key_id
  log_group_class   = each.value.log_group_class
  skip_destroy      = each.value.skip_destroy
  tags              = var.tags
}

resource "aws_cloudwatch_log_metric_filter" "this" {
  for_each = var.metric_filters

  name    = each.key
  pattern = each.value.pattern
  # A group of this module is made first; one that exists already is named as it is.
  log_group_name = try(aws_cloudwatch_log_group.this[each.value.group].name, each.value.group)

  metric_transformation {
    namespace     = each.value.namespace
    name          = each.value.metric
    value         = each.value.value
    default_value = each.value.default_value
    unit          = each.value.unit
    dimensions    = each.value.dimensions
  }
}
