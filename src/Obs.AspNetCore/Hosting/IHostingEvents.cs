namespace Obs.AspNetCore.Hosting;

/// <summary>Takes the diagnostic events that ASP.NET Core's hosting raises for each request.</summary>
internal interface IHostingEvents : IObserver<KeyValuePair<string, object?>>
{
    /// <summary>Whether an event of this name is worth raising. Asked for every event.</summary>
    public bool IsWanted(string name);
}
