using System.Text.Json;

namespace Obs.Cli.Doctor;

/// <summary>What an address answered: a JSON object, or why there is none.</summary>
internal sealed class Answer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private Answer(Uri? address, JsonElement body, string? failure, DateTimeOffset? date)
    {
        Address = address;
        Body = body;
        Failure = failure;
        Date = date;
    }

    /// <summary>Where it was asked; null when nobody said where.</summary>
    public Uri? Address { get; }

    /// <summary>The object; undefined when there is none.</summary>
    public JsonElement Body { get; }

    /// <summary>Why there is no object; null when there is one.</summary>
    public string? Failure { get; }

    /// <summary>What the clock over there said.</summary>
    public DateTimeOffset? Date { get; }

    public bool IsThere => Body.ValueKind == JsonValueKind.Object;

    public static Answer NotAsked(string reason) => new(address: null, default, reason, date: null);

    /// <summary>What the text of an answer holds.</summary>
    public static Answer Read(Uri address, string text, DateTimeOffset? date)
    {
        try
        {
            using JsonDocument body = JsonDocument.Parse(text);
            return body.RootElement.ValueKind == JsonValueKind.Object
                ? new Answer(address, body.RootElement.Clone(), failure: null, date)
                : new Answer(address, default, $"{address} answers with something else than a report.", date);
        }
        catch (JsonException)
        {
            return new Answer(address, default, $"{address} answers with something else than JSON.", date);
        }
    }

    /// <summary>Asks. A failure is an answer too.</summary>
    public static async Task<Answer> AskAsync(Uri address, string path, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using HttpResponseMessage response = await http.GetAsync(new Uri(address, path), cancellationToken).ConfigureAwait(false);
            DateTimeOffset? date = response.Headers.Date;
            if (!response.IsSuccessStatusCode)
            {
                return new Answer(address, default, $"{new Uri(address, path)} answers {(int)response.StatusCode}.", date);
            }

            return Read(address, await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false), date);
        }
        catch (HttpRequestException exception)
        {
            return new Answer(address, default, $"Nothing answers at {address}: {exception.Message}", date: null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Answer(address, default, $"{address} has not answered within {Patience.TotalSeconds} seconds.", date: null);
        }
    }
}
