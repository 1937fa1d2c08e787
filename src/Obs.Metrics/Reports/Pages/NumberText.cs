using System.Globalization;

namespace Obs.Metrics;

/// <summary>Numbers, lengths of time and moments as people read them in a table.</summary>
internal static class NumberText
{
    public static string Of(double value) =>
        JsonNumber.Short(value).ToString(Math.Abs(value) >= 100 ? "#,0.#" : "0.###", CultureInfo.InvariantCulture);

    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    public static string Rate(long count, TimeSpan duration) => duration > TimeSpan.Zero ? Of(count / duration.TotalSeconds) : "0";

    public static string Share(long part, long whole) => Percent(whole == 0 ? 0 : (double)part / whole);

    public static string Milliseconds(double seconds) => Of(seconds * OperationJson.MillisecondsPerSecond);

    public static string Length(TimeSpan length) => length.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{length.TotalHours:0.#} h")
        : length.TotalMinutes >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{length.TotalMinutes:0.#} min")
            : string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0.#} s");

    public static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    public static string TraceId(Exemplar exemplar)
    {
        string id = exemplar.TraceId.ToHexString();
        return $"1-{id.AsSpan(0, 8)}-{id.AsSpan(8)}";
    }

    public static string Dimensions(IReadOnlyList<KeyValuePair<string, string>> dimensions) =>
        string.Join(", ", dimensions.Select(static d => $"{d.Key}={d.Value}"));
}
