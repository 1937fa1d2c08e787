namespace Obs.Local.Logs.Patterns;

/// <summary>How a member or a column is compared.</summary>
internal enum PatternOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
