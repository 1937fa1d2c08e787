using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Obs.Local.Aws;

/// <summary>Where the next page of an answer begins, in a token that only the operation that gave it takes back.</summary>
internal sealed class PageToken
{
    private readonly string _prefix;
    private readonly string _member;
    private readonly Func<AwsException> _refuse;

    private PageToken(string operation, string member, Func<AwsException> refuse) =>
        (_prefix, _member, _refuse) = ($"{operation}\n", member, refuse);

    public static PageToken CloudWatch(string operation) => new(operation, "NextToken", static () =>
        new AwsException("InvalidNextToken", "InvalidNextToken", "The next token specified is invalid."));

    public static PageToken Logs(string operation) =>
        new(operation, "nextToken", static () => AwsException.LogsParameter("The specified nextToken is invalid."));

    public static PageToken XRay(string operation) =>
        new(operation, "NextToken", static () => AwsException.XRayRequest("NextToken is not one this server gave."));

    /// <summary>An operation that answers all at once: it gives no tokens, and one that is given is somebody else's.</summary>
    public AwsOperation Guard(AwsOperation run) => (input, cancellationToken) =>
    {
        Read(input);
        return run(input, cancellationToken);
    };

    /// <summary>The token of the page that begins after a place; null when there is no place.</summary>
    public string? Write(string? place) => place is null ? null : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(_prefix + place));

    /// <inheritdoc cref="Write(string?)"/>
    public string? Write(long? place) => Write(place?.ToString(CultureInfo.InvariantCulture));

    /// <summary>The place that a request's token names; null when it has none.</summary>
    /// <exception cref="AwsException">The token is not one of this operation.</exception>
    public string? Read(WireNode input)
    {
        if (input.Text(_member) is not { } token)
        {
            return null;
        }

        string text = Base64Url.IsValid(token) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)) : "";
        return text.StartsWith(_prefix, StringComparison.Ordinal) ? text[_prefix.Length..] : throw _refuse();
    }

    /// <summary>The number that a request's token names; null when it has none.</summary>
    /// <exception cref="AwsException">The token is not one of this operation.</exception>
    public long? ReadNumber(WireNode input) => Read(input) is not { } place ? null
        : long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : throw _refuse();
}
