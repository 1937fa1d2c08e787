namespace Obs.Planted;

/// <summary>A value that says its secret only in what it throws.</summary>
internal sealed class Throwing(string text)
{
    public string Text => throw new InvalidOperationException(text);

    public override string ToString() => throw new InvalidOperationException(text);

    public override int GetHashCode() => throw new InvalidOperationException(text);

    public override bool Equals(object? obj) => throw new InvalidOperationException(text);
}
