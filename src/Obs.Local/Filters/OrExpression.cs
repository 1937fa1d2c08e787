namespace Obs.Local.Filters;

internal sealed record OrExpression(FilterExpression Left, FilterExpression Right) : FilterExpression;
