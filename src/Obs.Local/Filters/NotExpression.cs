namespace Obs.Local.Filters;

internal sealed record NotExpression(FilterExpression Operand) : FilterExpression;
