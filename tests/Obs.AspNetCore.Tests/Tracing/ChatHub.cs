using Microsoft.AspNetCore.SignalR;

namespace Obs.AspNetCore.Tests.Tracing;

/// <summary>A hub that says what it hears.</summary>
internal sealed class ChatHub : Hub
{
    public string Echo(string text) => Context.ConnectionAborted.IsCancellationRequested ? "" : text;
}
