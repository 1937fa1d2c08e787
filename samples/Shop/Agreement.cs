namespace Shop;

/// <summary>Several counts of one thing, made in different places, that must be equal.</summary>
internal sealed record Agreement(string Subject, params IReadOnlyList<Figure> Figures)
{
    public bool Holds => Figures.All(figure => figure.Value is not null && figure.Value == Figures[0].Value);

    public override string ToString() => string.Join(Holds ? " = " : " | ", Figures);
}
