using IdPhoto.Browser.Requests;
using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Studio.Reports;

namespace IdPhoto.App.Journey;

/// <summary>Whose photo it is: rules are relaxed by age, and a child's photo is never sent without a guardian's word.</summary>
public enum Subject
{
    /// <summary>18 years or more.</summary>
    Adult,

    /// <summary>From 6 to 17.</summary>
    Child,

    /// <summary>Younger than 6.</summary>
    Infant,
}

/// <summary>One photo on its way: documents, picture, verdicts, edits, results. Lives as long as the page.</summary>
public sealed class Trip
{
    private readonly List<ChosenDocument> _documents = [];
    private int _at;

    /// <summary>Told when anything has changed.</summary>
    public event Action? Changed;

    /// <summary>The documents to make photos for; at least one once a document is chosen.</summary>
    public IReadOnlyList<ChosenDocument> Documents => _documents;

    /// <summary>The document that the screens are about.</summary>
    public ChosenDocument? Document => _documents.Count > 0 ? _documents[Math.Min(_at, _documents.Count - 1)] : null;

    /// <summary>Another one whenever what is being worked out no longer belongs to what is shown.</summary>
    public int Version { get; private set; }

    /// <summary>Whose photo it is.</summary>
    public Subject Subject { get; private set; }

    /// <summary>Whether the documents leave open that it is the photo of such a person: some are for children alone.</summary>
    public bool MayBe(Subject subject) => subject >= Oldest;

    private Subject Oldest => _documents.Select(document => document.Spec.OnlyBelowYears switch
    {
        null => Subject.Adult,
        <= 6 => Subject.Infant,
        _ => Subject.Child,
    }).DefaultIfEmpty().Max();

    /// <summary>The open picture.</summary>
    public OpenedPicture? Picture { get; private set; }

    /// <summary>Whether a picture was chosen that is not open yet.</summary>
    public bool Waiting { get; private set; }

    /// <summary>What the check found, by document.</summary>
    internal Dictionary<string, ComplianceLine> Verdicts { get; } = [];

    /// <summary>What the person wants to be changed, by document.</summary>
    internal Dictionary<string, PageEdits> Edits { get; } = [];

    /// <summary>The finished photos, by document.</summary>
    internal Dictionary<string, MadeDocument> Made { get; } = [];

    /// <summary>The edits of a document; its own defaults where nothing was changed.</summary>
    internal PageEdits EditsOf(ChosenDocument document) => Edits.GetValueOrDefault(document.Key) ?? PageEdits.For(document.Spec);

    /// <summary>Begins with a document.</summary>
    public void Choose(ChosenDocument document)
    {
        if (_documents.Count > 0 && _documents[0].Key == document.Key)
        {
            _at = 0;
        }
        else
        {
            _documents.Clear();
            _documents.Add(document);
            _at = 0;
        }
        KeepYoung();
        Tell();
    }

    /// <summary>Takes the same shot for one more document.</summary>
    public void Add(ChosenDocument document)
    {
        int known = _documents.FindIndex(other => other.Key == document.Key);
        if (known < 0)
            _documents.Add(document);
        _at = known < 0 ? _documents.Count - 1 : known;
        KeepYoung();
        Tell();
    }

    /// <summary>Leaves a document out; the last one stays.</summary>
    public void Remove(ChosenDocument document)
    {
        if (_documents.Count > 1)
            _documents.RemoveAll(other => other.Key == document.Key);
        _at = 0;
        Tell();
    }

    /// <summary>Turns to one of the documents.</summary>
    public void Show(ChosenDocument document)
    {
        _at = Math.Max(0, _documents.FindIndex(other => other.Key == document.Key));
        Tell();
    }

    /// <summary>Says whose photo it is; verdicts depend on it.</summary>
    public void For(Subject subject)
    {
        BeOf(MayBe(subject) ? subject : Oldest);
        Tell();
    }

    // A child's document makes the photo a child's; that it no longer is one, only the person can say.
    private void KeepYoung()
    {
        if (!MayBe(Subject))
            BeOf(Oldest);
    }

    private void BeOf(Subject subject)
    {
        Subject = subject;
        Version++;
        Verdicts.Clear();
        Made.Clear();
    }

    /// <summary>Another picture was chosen: what came of the one before is forgotten.</summary>
    public void Chosen()
    {
        ForgetPicture();
        Waiting = true;
        Tell();
    }

    internal void Opened(OpenedPicture picture)
    {
        Waiting = false;
        Picture = picture;
        Tell();
    }

    /// <summary>Forgets the picture and all that came of it.</summary>
    public void ForgetPicture()
    {
        Version++;
        Picture = null;
        Waiting = false;
        Verdicts.Clear();
        Edits.Clear();
        Made.Clear();
        Tell();
    }

    /// <summary>Forgets everything: also the documents, and whose photo it was to be.</summary>
    public void Forget()
    {
        _documents.Clear();
        (_at, Subject) = (0, Subject.Adult);
        ForgetPicture();
    }

    /// <summary>Forgets sentences that were said in another language: they are said again where they are shown.</summary>
    public void ForgetSentences()
    {
        Version++;
        Verdicts.Clear();
        Made.Clear();
        Tell();
    }

    internal void Edit(ChosenDocument document, PageEdits edits)
    {
        Edits[document.Key] = edits;
        Made.Remove(document.Key);
        Editing++;
    }

    /// <summary>Raised with every edit: a photo that was begun before it is not the one that is wanted.</summary>
    internal int Editing { get; private set; }

    internal void Tell() => Changed?.Invoke();
}

/// <summary>A document that was chosen.</summary>
/// <param name="Spec">The document.</param>
/// <param name="Custom">The line of a custom size; null for a known document.</param>
/// <param name="Name">What the person calls a custom size.</param>
public sealed record ChosenDocument(PhotoSpec Spec, string? Custom = null, string? Name = null)
{
    /// <summary>What tells it apart.</summary>
    public string Key => Custom is null ? Spec.Id : $"custom:{Custom}";

    /// <summary>A request for it.</summary>
    internal EngineRequest Request() => Custom is null ? new EngineRequest { Specs = [Spec.Id] } : new EngineRequest { Custom = Custom };

    /// <summary>The address of its screen.</summary>
    public string Fragment => Custom is null ? $"#/document/{Spec.Id}" : $"#/document/{Uri.EscapeDataString(Key)}";

    /// <summary>The document of a key; null where there is none any more.</summary>
    public static ChosenDocument? Find(string key, IEnumerable<CustomDocument> customs)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            if (!key.StartsWith("custom:", StringComparison.Ordinal))
                return new ChosenDocument(PhotoSpecs.Find(key));
            string line = key["custom:".Length..];
            return new ChosenDocument(CustomSpec.Parse(line), line, customs.FirstOrDefault(custom => custom.Line == line)?.Name);
        }
        catch (PhotoException)
        {
            return null;
        }
    }
}

/// <summary>The picture that the photos are made of.</summary>
/// <param name="Found">Faces and head measures, in its pixels.</param>
/// <param name="Url">Where the page finds it, upright.</param>
public sealed record OpenedPicture(Analysis Found, string Url);

/// <summary>A finished photo of one document.</summary>
/// <param name="File">Its file.</param>
/// <param name="Report">What is known of it.</param>
/// <param name="Laid">Where the engine has laid the page; null where the server made it.</param>
/// <param name="ByServer">Whether the server made it.</param>
internal sealed record MadeDocument(Device.MadeFile File, MadeReport Report, PlacementLine? Laid, bool ByServer);
