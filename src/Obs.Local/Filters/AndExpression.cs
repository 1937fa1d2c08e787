namespace Obs.Local.Filters;

internal sealed record AndExpression(FilterExpression Left, FilterExpression Right) : FilterExpression;
