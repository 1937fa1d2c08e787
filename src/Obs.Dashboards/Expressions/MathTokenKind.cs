namespace Obs.Dashboards.Expressions;

internal enum MathTokenKind
{
    Name,
    Number,
    Text,
    Sign,
    End,
}
