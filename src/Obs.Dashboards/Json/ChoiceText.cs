namespace Obs.Dashboards.Json;

/// <summary>How a body writes the name of a choice: <c>TimeSeries</c> is <c>timeSeries</c>.</summary>
internal static class ChoiceText
{
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        string name = Enum.GetName(value)
            ?? throw new ArgumentOutOfRangeException(nameof(value), value, $"{typeof(T).Name} has no such value.");
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    public static T? Parse<T>(string text)
        where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
        {
            if (Of(value) == text)
            {
                return value;
            }
        }

        return null;
    }
}
