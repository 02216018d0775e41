namespace IdPhoto.Studio;

/// <summary>The stages of a job, in order.</summary>
public enum PhotoStage
{
    /// <summary>Decoding the file.</summary>
    Decode,

    /// <summary>Finding the face and measuring the head.</summary>
    FindFace,

    /// <summary>Placing the page, cutting the person out and composing.</summary>
    CutOut,

    /// <summary>Asking the rules.</summary>
    Check,

    /// <summary>Writing the file.</summary>
    Export,
}
