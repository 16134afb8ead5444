"""The portal: pages for citizens, officers and anyone who holds a document, made by the server."""
