using IdPhoto.Documents;

namespace IdPhoto.Portraits;

/// <summary>A document's page for which everything that documents share is done.</summary>
public sealed class PreparedPage
{
    private readonly Outcome<ReadyPage> _page;

    internal PreparedPage(PhotoSpec spec, Outcome<ReadyPage> page) => (Spec, _page) = (spec, page);

    /// <summary>The document.</summary>
    public PhotoSpec Spec { get; }

    /// <summary>Makes the page. Safe to call for several pages at once.</summary>
    /// <param name="cancel">Checked before the work.</param>
    /// <exception cref="PhotoException">The portrait cannot become this photo; the code tells why.</exception>
    public MadePhoto Compose(CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return _page.OrThrow().Compose();
    }
}
