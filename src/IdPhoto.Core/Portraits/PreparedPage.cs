using IdPhoto.Documents;

namespace IdPhoto.Portraits;

/// <summary>A document's page for which everything that documents share is done.</summary>
public sealed class PreparedPage
{
    private readonly PageJob _job;

    internal PreparedPage(PageJob job) => _job = job;

    /// <summary>The document.</summary>
    public PhotoSpec Spec => _job.Spec;

    /// <summary>Makes the page. Safe to call for several pages at once.</summary>
    /// <param name="cancel">Checked before the work.</param>
    /// <exception cref="PhotoException">The portrait cannot become this photo; the code tells why.</exception>
    public MadePhoto Compose(CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return _job.Compose();
    }
}
