namespace Obs.Insights.Syntax;

/// <summary>A value that a query computes for each row.</summary>
internal abstract record Expression(SourceRange Range)
{
    /// <summary>Levels of the tree below and with this node, so that whoever walks it can rely on a bound.</summary>
    public virtual int Depth => 1;
}
