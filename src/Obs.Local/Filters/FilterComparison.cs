namespace Obs.Local.Filters;

/// <summary>How a keyword is compared with a value.</summary>
internal enum FilterComparison
{
    /// <summary>The keyword stands alone: it must be there at all.</summary>
    Exists,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains,
    BeginsWith,
    EndsWith,
}
