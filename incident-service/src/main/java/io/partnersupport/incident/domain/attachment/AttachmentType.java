package io.partnersupport.incident.domain.attachment;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that support takes. Whatever is not among them, programs above all, is refused. */
public enum AttachmentType {
    TEXT("text/plain", "txt log csv json har xml md yaml yml ini conf", ""),
    PNG("image/png", "png", "89504e470d0a1a0a"),
    JPEG("image/jpeg", "jpg jpeg", "ffd8ff"),
    GIF("image/gif", "gif", "47494638"),
    PDF("application/pdf", "pdf", "255044462d"),
    /** Also office documents, which are archives inside. */
    ZIP("application/zip", "zip docx xlsx pptx", "504b0304"),
    GZIP("application/gzip", "gz tgz", "1f8b"),
    EVENT_LOG("application/octet-stream", "evtx", "456c6646696c6500"),
    NETWORK_TRACE("application/octet-stream", "pcapng", "0a0d0d0a");

    /** How much of the beginning of a file is looked at. */
    public static final int HEAD = 4_096;

    private final String mediaType;
    private final String extensions;
    private final String beginning;

    /** @param beginning of every such file, in hex */
    AttachmentType(String mediaType, String extensions, String beginning) {
        this.mediaType = mediaType;
        this.extensions = extensions;
        this.beginning = beginning;
    }

    /** The type that the name says and the content confirms; empty if they do not agree, or support takes none such. */
    public static Optional<AttachmentType> of(String name, byte[] head) {
        int dot = name.lastIndexOf('.');
        String extension = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> dot > 0 && List.of(type.extensions.split(" ")).contains(extension))
                .filter(type -> type.isBeginningOf(head))
                .findFirst();
    }

    /** What the file is given out as: never what the sender said. */
    public String mediaType() {
        return mediaType;
    }

    private boolean isBeginningOf(byte[] head) {
        return this == TEXT ? isText(head) : HexFormat.of().formatHex(head).startsWith(beginning);
    }

    /** No control characters but those of layout, and no script that names its interpreter. */
    private static boolean isText(byte[] head) {
        for (byte octet : head) {
            if (octet >= 0 && octet < ' ' && octet != '\t' && octet != '\n' && octet != '\r' && octet != '\f') {
                return false;
            }
        }
        return head.length < 2 || head[0] != '#' || head[1] != '!';
    }
}
