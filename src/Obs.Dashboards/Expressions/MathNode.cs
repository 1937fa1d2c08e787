namespace Obs.Dashboards.Expressions;

/// <summary>A piece of a metric math expression, and where it begins.</summary>
internal abstract record MathNode(int Start)
{
    /// <summary>This piece and everything inside it.</summary>
    public IEnumerable<MathNode> Walk() => Parts.SelectMany(static part => part.Walk()).Prepend(this);

    protected virtual IEnumerable<MathNode> Parts => [];

    internal sealed record Number(int Start, double Value) : MathNode(Start);

    internal sealed record Text(int Start, string Value) : MathNode(Start);

    /// <summary>The id of a metric or expression, or a bare word such as the <c>AVG</c> in <c>SORT(m, AVG)</c>.</summary>
    internal sealed record Name(int Start, string Value) : MathNode(Start);

    internal sealed record Call(int Start, string Function, IReadOnlyList<MathNode> Arguments) : MathNode(Start)
    {
        protected override IEnumerable<MathNode> Parts => Arguments;
    }

    internal sealed record List(int Start, IReadOnlyList<MathNode> Items) : MathNode(Start)
    {
        protected override IEnumerable<MathNode> Parts => Items;
    }

    internal sealed record Negation(int Start, MathNode Operand) : MathNode(Start)
    {
        protected override IEnumerable<MathNode> Parts => [Operand];
    }

    internal sealed record Operation(int Start, string Operator, MathNode Left, MathNode Right) : MathNode(Start)
    {
        protected override IEnumerable<MathNode> Parts => [Left, Right];
    }
}
