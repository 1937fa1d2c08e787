namespace Obs.Dashboards.Expressions;

/// <summary>A text that is not metric math, and where it stops being it.</summary>
internal sealed class MathSyntaxException(string message, int position) : Exception(message)
{
    public int Position => position;
}
