using IdPhoto.Messages;

namespace IdPhoto.Server.Compatibility;

/// <summary>What an address answers with status 200. Keys that v1 does not know are passed over by its clients.</summary>
/// <param name="Status">Whether there are pictures.</param>
internal sealed record Reply(bool Status)
{
    /// <summary>The pictures, by their keys.</summary>
    public IReadOnlyList<ReplyPicture> Pictures { get; init; } = [];

    /// <summary>What is wrong, for programs.</summary>
    public string? Code { get; init; }

    /// <summary>What is wrong, for people.</summary>
    public Message? Error { get; init; }

    /// <summary>Whether the error is an empty object instead of a sentence.</summary>
    public bool HidesError { get; init; }

    /// <summary>What to do about it.</summary>
    public Message? Fix { get; init; }

    /// <summary>Faces that were found; null where none were looked for.</summary>
    public int? Faces { get; init; }

    /// <summary>Fields that were sent and have no effect here.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>One picture.</summary>
    public static Reply Of(string key, WrittenFile file) => new(true) { Pictures = [new ReplyPicture(key, file)], Code = file.Code, Error = file.Note };

    /// <summary>Nothing could be made of the picture.</summary>
    public static Reply Refused(PhotoException refusal) => new(false) { Code = refusal.Code, Error = refusal.Said, Fix = FixOf(refusal.Code) };

    private static Message? FixOf(string code) => code switch
    {
        Refusals.NoFace => Message.Of("compatibility.fix-no-face"),
        Refusals.SeveralFaces => Message.Of("compatibility.fix-several-faces"),
        Refusals.NoPerson => Message.Of("compatibility.fix-no-person"),
        CompatibilityCodes.TransparencyNeeded => Message.Of("compatibility.fix-transparency"),
        _ => null,
    };
}

/// <summary>A picture of an answer.</summary>
/// <param name="Key">Such as 'image_base64'.</param>
/// <param name="File">Its file.</param>
internal sealed record ReplyPicture(string Key, WrittenFile File);
