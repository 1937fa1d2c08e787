using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Obs.Local.Aws;
using Obs.Local.Http;
using Obs.Local.Runs;
using Obs.Local.Store;

namespace Obs.Local.Api;

/// <summary>Changes of runs: <c>POST /runs</c>, <c>DELETE /runs?name=</c>, <c>POST /runs/import</c>; and their files,
/// <c>GET /runs/export?name=</c>.</summary>
internal sealed class RunChanges(RunStore runs, RunsView view, LocalServices services, ChangeToken token)
{
    private const long MaxFileBytes = 2L << 30;
    private const string ImportPath = "/runs/import";

    /// <exception cref="ApiException">The change is refused.</exception>
    public async Task HandleAsync(HttpContext context, string path, JsonText answer)
    {
        HttpRequest request = context.Request;
        bool isImport = path == ImportPath && HttpMethods.IsPost(request.Method);
        bool isPost = path == "/runs" && HttpMethods.IsPost(request.Method);
        if (!isImport && !isPost && !(path == "/runs" && HttpMethods.IsDelete(request.Method)))
        {
            throw new ApiException(StatusCodes.Status405MethodNotAllowed, "Only GET is served here.");
        }

        Authorize(request, isImport ? MediaTypes.Database : isPost ? MediaTypes.Json : null);
        try
        {
            await (isImport ? ImportAsync(context, answer) : isPost ? AddAsync(context, answer) : RemoveAsync(context, answer))
                .ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            throw new ApiException(exception.Status, exception.Message);
        }
        catch (StoreUnavailableException exception)
        {
            throw new ApiException(StatusCodes.Status503ServiceUnavailable, exception.Message);
        }
        catch (InvalidOperationException exception)
        {
            throw new ApiException(StatusCodes.Status409Conflict, exception.Message);
        }
    }

    public async Task ExportAsync(HttpContext context, ApiQuery query)
    {
        Run run = view.Find(query.Text("name"));
        using var file = new TemporaryFile();
        RunExport.Write(services.Database, run, file.Path, services.Time.GetUtcNow().ToUnixTimeMilliseconds());
        context.Response.ContentType = MediaTypes.Database;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{run.Name}.db\"";
        await context.Response.SendFileAsync(file.Path, context.RequestAborted).ConfigureAwait(false);
    }

    private void Authorize(HttpRequest request, string? contentType)
    {
        if (!token.Matches(request.Headers[ChangeToken.Header]))
        {
            throw new ApiException(
                StatusCodes.Status403Forbidden,
                $"A change needs the header {ChangeToken.Header} with the token of GET /api/local/session.");
        }

        if (contentType is not null && !MediaTypes.IsAny(request, contentType))
        {
            throw new ApiException(StatusCodes.Status415UnsupportedMediaType, $"The content type must be {contentType}.");
        }
    }

    private async Task AddAsync(HttpContext context, JsonText answer)
    {
        Run run = Read(await BodyReader.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false));
        if (!await runs.AddAsync(run, context.RequestAborted).ConfigureAwait(false))
        {
            throw new ApiException(StatusCodes.Status409Conflict, $"There is a run \"{run.Name}\" already.");
        }

        RunsView.Write(answer.Writer, run);
    }

    private async Task RemoveAsync(HttpContext context, JsonText answer)
    {
        Run run = view.Find(context.Request.Query["name"]);
        await runs.RemoveAsync(run.Name, context.RequestAborted).ConfigureAwait(false);
        RunsView.Write(answer.Writer, run);
    }

    private async Task ImportAsync(HttpContext context, JsonText answer)
    {
        string? name = context.Request.Query["name"].ToString() is { Length: > 0 } given ? Name(given) : null;
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = MaxFileBytes;
        using var file = new TemporaryFile();
        FileStream stream = File.Create(file.Path);
        await using (stream.ConfigureAwait(false))
        {
            await context.Request.Body.CopyToAsync(stream, context.RequestAborted).ConfigureAwait(false);
        }

        var import = new RunImport(services.Database, services.Writer, services.Resources, runs, services.Accounts, services.Time);
        RunsView.Write(answer.Writer, await import.RunAsync(file.Path, name, context.RequestAborted).ConfigureAwait(false));
    }

    private static Run Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            long from = root.GetProperty("from").GetInt64();
            long to = root.GetProperty("to").GetInt64();
            return from >= 0 && from < to && to <= ApiQuery.Latest
                ? new Run(Name(root.GetProperty("name").GetString()), from, to, KeptFrom: from)
                : throw ApiException.Bad($"from must be before to, both from 0 to {ApiQuery.Latest}; found from={from} and to={to}.");
        }
        catch (Exception exception) when (
            exception is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw ApiException.Bad(
                "The body must be {\"name\":\"…\",\"from\":…,\"to\":…}, times in milliseconds since 1970: " + exception.Message);
        }
    }

    private static string Name(string? name) => RunStore.IsName(name) ? name!
        : throw ApiException.Bad($"name must be 1 to 100 letters, digits and ._- and begin with a letter or digit; found \"{name}\".");
}
