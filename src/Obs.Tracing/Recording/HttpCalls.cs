using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>Adds to the activities of HttpClient what they do not say: how long the answer is, which keys the query had, and which
/// exception it was, a cancellation included.</summary>
/// <remarks>HttpClient asks <see cref="IsWanted"/> before it builds an event: a call that is not recorded costs that question and no
/// memory. Thread safety: any thread.</remarks>
internal sealed class HttpCalls : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    public const string Source = "System.Net.Http";

    private const string Listener = "HttpHandlerDiagnosticListener";
    private const string Stop = "System.Net.Http.HttpRequestOut.Stop";
    private const string Failure = "System.Net.Http.Exception";
    private const string Cancelled = "The call was cancelled, or its time ran out, before it was answered.";

    private readonly SegmentRecorder _recorder;
    private readonly bool _keepsQueryValues;
    private readonly IDisposable _listeners;
    private IDisposable? _events;

    public HttpCalls(SegmentRecorder recorder, bool keepsQueryValues)
    {
        _recorder = recorder;
        _keepsQueryValues = keepsQueryValues;
        _listeners = DiagnosticListener.AllListeners.Subscribe(this);
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == Listener)
        {
            _events = value.Subscribe(this, static name => IsWanted(name));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        try
        {
            if (Activity.Current is not { } call || !_recorder.IsSampled(call))
            {
                return;
            }

            if (value.Key == Failure && HttpEvent.Read(value.Value, "Exception") is Exception exception)
            {
                _recorder.SetException(call, exception);
            }
            else if (value.Key == Stop)
            {
                AddUrl(call, HttpEvent.Read(value.Value, "Request") as HttpRequestMessage);
                if (HttpEvent.Read(value.Value, "Response") is HttpResponseMessage response)
                {
                    AddLength(call, response);
                }
                else if (HttpEvent.Read(value.Value, "RequestTaskStatus") is TaskStatus.Canceled)
                {
                    // The one failure that no event tells of, whether the application gave up or its time had run out.
                    _recorder.SetException(call, new TaskCanceledException(Cancelled));
                }
            }
        }
        catch (Exception exception)
        {
            _recorder.CountHookFailure(nameof(HttpCalls), exception);
        }
    }

    public void OnError(Exception error)
    {
    }

    public void OnCompleted()
    {
    }

    public void Dispose()
    {
        _listeners.Dispose();
        _events?.Dispose();
    }

    private static bool IsWanted(string name) =>
        name is Stop or Failure && Activity.Current is { IsAllDataRequested: true } current && current.Source.Name == Source;

    // The platform hides the whole query.
    private void AddUrl(Activity call, HttpRequestMessage? request)
    {
        if (request?.RequestUri is { IsAbsoluteUri: true, Query.Length: > 1 } url)
        {
            string query = _keepsQueryValues ? url.Query : UrlQuery.WithoutValues(url.Query);
            call.SetTag("url.full", $"{url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}{query}");
        }
    }

    private static void AddLength(Activity call, HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentLength is { } length)
        {
            call.SetTag("http.response.body.size", length);
        }
    }
}
