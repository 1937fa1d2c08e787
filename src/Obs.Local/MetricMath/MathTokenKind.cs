namespace Obs.Local.MetricMath;

internal enum MathTokenKind
{
    Name,
    Number,
    Text,
    Symbol,
    End,
}
