namespace Obs.Local.MetricMath;

/// <summary>A metric math expression.</summary>
internal abstract record MathExpression
{
    private const int MaxLength = 2_048;

    /// <exception cref="MathException">The text is not an expression.</exception>
    public static MathExpression Parse(string text) => text.Length <= MaxLength ? new MathParser(MathLexer.Read(text)).Parse()
        : throw new MathException($"{text.Length} characters, at most {MaxLength} are allowed");

    /// <summary>The expression itself and every one inside it.</summary>
    public IEnumerable<MathExpression> All() => Inner.SelectMany(static inner => inner.All()).Prepend(this);

    protected virtual IEnumerable<MathExpression> Inner => [];

    internal sealed record Number(double Value) : MathExpression;

    internal sealed record Text(string Value) : MathExpression;

    /// <summary>Another query by its id, or a word that a function knows.</summary>
    internal sealed record Name(string Value) : MathExpression;

    internal sealed record Negate(MathExpression Operand) : MathExpression
    {
        protected override IEnumerable<MathExpression> Inner => [Operand];
    }

    internal sealed record Binary(string Operator, MathExpression Left, MathExpression Right) : MathExpression
    {
        protected override IEnumerable<MathExpression> Inner => [Left, Right];
    }

    /// <summary>Several values in square brackets.</summary>
    internal sealed record Several(IReadOnlyList<MathExpression> Items) : MathExpression
    {
        protected override IEnumerable<MathExpression> Inner => Items;
    }

    internal sealed record Call(string Function, IReadOnlyList<MathExpression> Arguments) : MathExpression
    {
        protected override IEnumerable<MathExpression> Inner => Arguments;
    }
}
