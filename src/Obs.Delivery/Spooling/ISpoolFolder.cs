namespace Obs.Delivery.Spooling;

/// <summary>The folder of one spool, which no other process uses: the seam at which tests pull the plug.</summary>
internal interface ISpoolFolder : IDisposable
{
    /// <summary>The names of all files in the folder.</summary>
    public IReadOnlyList<string> List();

    /// <summary>Makes a file that does not exist yet.</summary>
    public ISpoolFile Create(string name);

    public ISpoolFile Open(string name);

    public void Delete(string name);

    /// <summary>Returns once the files made in the folder would survive a loss of power.</summary>
    public void Sync();
}
